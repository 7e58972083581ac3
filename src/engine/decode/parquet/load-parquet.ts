import init, { ParquetFile } from 'parquet-wasm/esm';
import wasmUrl from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import { fetchAsset } from '../../assets/fetch-asset';
import type { ParquetRuntime } from './parquet-runtime';

/** Fetches the reader from our own origin and starts it, in a worker. */
export async function loadParquet(): Promise<ParquetRuntime> {
  const address = new URL(wasmUrl, import.meta.url).href;
  await init({ module_or_path: fetchAsset(address, 'reader of Parquet') });
  return { ParquetFile, onCrash: listenForCrash };
}

function listenForCrash(listener: (reason: unknown) => void): () => void {
  const onError = (event: ErrorEvent): void => tell(event, event.error);
  const onRejection = (event: PromiseRejectionEvent): void => tell(event, event.reason);
  const tell = (event: Event, reason: unknown): void => {
    event.preventDefault();
    listener(reason);
  };
  addEventListener('error', onError);
  addEventListener('unhandledrejection', onRejection);
  return () => {
    removeEventListener('error', onError);
    removeEventListener('unhandledrejection', onRejection);
  };
}
