interface AllowListReport {
  body: { connection: string; disposition: string } | null;
}

/** How long a browser may take to report; it was 4 ms where measured. */
const patienceMs = 1500;

/**
 * Whether the browser holds this page to its Connection-Allowlist, by trial: a peer connection that is
 * made and closed at once is reported to the page as blocked. Without any server to talk to, it sends
 * nothing where it is not blocked. Must run before the realm is closed.
 */
export function probeAllowList(): Promise<boolean> {
  const PeerConnection = (globalThis as Record<string, unknown>)['RTCPeerConnection'] as
    (new () => { close(): void }) | undefined;
  if (!PeerConnection || typeof ReportingObserver === 'undefined') return Promise.resolve(false);
  return new Promise((resolve) => {
    const observer = new ReportingObserver(
      (reports) => {
        if ((reports as unknown as AllowListReport[]).some(isEnforced)) resolve(true);
      },
      { types: ['connection-allowlist'], buffered: true },
    );
    observer.observe();
    setTimeout(resolve, patienceMs, false);
    new PeerConnection().close();
  });
}

function isEnforced(report: AllowListReport): boolean {
  return report.body?.connection === 'webrtc' && report.body.disposition === 'enforce';
}
