import type { Mark, PathMark, PointsMark, Scene, TextMark } from '../../figures/scene/scene';
import { fontFamily } from '../../figures/theme-layout';

const fullTurn = 2 * Math.PI;

/** Paints a scene onto a canvas of its own size times `scale`. */
export function paintScene(
  canvas: HTMLCanvasElement,
  scene: Scene,
  scale: number,
  background?: string,
): void {
  canvas.width = Math.round(scene.width * scale);
  canvas.height = Math.round(scene.height * scale);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  if (background !== undefined) {
    context.fillStyle = background;
    context.fillRect(0, 0, scene.width, scene.height);
  }
  for (const mark of scene.marks) paintMark(context, mark);
}

function paintMark(context: CanvasRenderingContext2D, mark: Mark): void {
  context.save();
  if (mark.kind !== 'text' && mark.clip) {
    const { left, top, width, height } = mark.clip;
    context.beginPath();
    context.rect(left, top, width, height);
    context.clip();
  }
  if (mark.kind === 'path') paintPath(context, mark);
  else if (mark.kind === 'points') paintPoints(context, mark);
  else paintText(context, mark);
  context.restore();
}

function paintPath(context: CanvasRenderingContext2D, mark: PathMark): void {
  const path = new Path2D(mark.d);
  context.globalAlpha = mark.opacity ?? 1;
  if (mark.fill !== undefined) {
    context.fillStyle = mark.fill;
    context.fill(path);
  }
  if (mark.stroke === undefined) return;
  context.strokeStyle = mark.stroke;
  context.lineWidth = mark.strokeWidth ?? 1;
  context.setLineDash([...(mark.dash ?? [])]);
  context.stroke(path);
}

function paintPoints(
  context: CanvasRenderingContext2D,
  { x, y, radius, fill, opacity }: PointsMark,
): void {
  context.globalAlpha = opacity;
  if (typeof fill === 'string') context.fillStyle = fill;
  for (let point = 0; point < x.length; point += 1) {
    if (!Number.isFinite(x[point]! + y[point]!)) continue;
    if (typeof fill !== 'string') context.fillStyle = fill[point]!;
    context.beginPath();
    context.arc(
      x[point]!,
      y[point]!,
      typeof radius === 'number' ? radius : radius[point]!,
      0,
      fullTurn,
    );
    context.fill();
  }
}

const baselines = { top: 'top', middle: 'middle', bottom: 'alphabetic' } as const;

function paintText(context: CanvasRenderingContext2D, mark: TextMark): void {
  context.font = `${mark.weight ?? 400} ${mark.sizePx}px ${fontFamily}`;
  context.fillStyle = mark.fill;
  context.textAlign = mark.align === 'middle' ? 'center' : mark.align;
  context.textBaseline = baselines[mark.baseline];
  context.translate(mark.x, mark.y);
  if (mark.angle) context.rotate((mark.angle * Math.PI) / 180);
  context.fillText(mark.text, 0, 0);
}
