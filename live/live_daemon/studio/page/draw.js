// Draws curves, waveforms and spectrograms on a canvas, as sharp as the screen is. No text of its own: callers give it.

/** Colours of curves in their order: told apart by colour-blind eyes, too, and light enough on black. */
export const CURVE_COLORS = ["#e69f00", "#56b4e9", "#3fc59c", "#f0e442", "#e58ac1", "#ff8a5c", "#a9b7c6"];

const GRID = "rgba(255, 255, 255, 0.14)";
const FONT = "13px system-ui, sans-serif";
const LINE = 18;
const HEAT = [
  [0, 0, 0, 0],
  [0.25, 42, 16, 92],
  [0.5, 140, 38, 116],
  [0.72, 232, 92, 60],
  [0.88, 252, 178, 62],
  [1, 255, 250, 196],
];

/**
 * Give a canvas as many pixels as the screen shows of it.
 * @returns {{context: CanvasRenderingContext2D, width: number, height: number} | null} sizes in CSS pixels, the canvas
 * empty; null while it is not shown
 */
export function fit(canvas) {
  const { width, height } = canvas.getBoundingClientRect();
  if (width < 2 || height < 2) return null;
  const ratio = globalThis.devicePixelRatio || 1;
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== across || canvas.height !== down) {
    canvas.width = across;
    canvas.height = down;
  }
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  context.font = FONT;
  return { context, width, height };
}

/**
 * Draw curves with axes and a legend.
 * @param series [{label, points: [[x, y], …], color?, dashed?}]; points with y that is null or not finite leave a gap
 * @param options {label: what the picture shows, for those who do not see it; empty: text while there are no points;
 * x, y: names of the axes; xRange, yRange: [least, most] (else those of the points); logY: logarithmic;
 * formatX, formatY: number -> text}
 */
export function drawCurves(canvas, series, options = {}) {
  describe(canvas, options.label);
  const place = fit(canvas);
  if (!place) return;
  const { context, width, height } = place;
  const ink = inkOf(canvas);
  const rows = series.map((one, number) => ({
    ...one,
    color: one.color ?? CURVE_COLORS[number % CURVE_COLORS.length],
    points: one.points.filter(([x]) => Number.isFinite(x)),
  }));
  const shown = rows.flatMap(one => one.points).filter(([, y]) => isShown(y, options.logY));
  if (!shown.length) {
    write(context, options.empty ?? "", width / 2, height / 2, ink, "center");
    return;
  }
  const [left, right] = options.xRange ?? extent(shown.map(([x]) => x));
  const [low, high] = wide(options.yRange ?? extent(shown.map(([, y]) => y)), options.logY);
  const formatY = options.formatY ?? short;
  const formatX = options.formatX ?? short;
  const legend = legendRows(context, rows, width);
  const marksY = options.logY ? decades(low, high) : steps(low, high, Math.max(2, Math.floor(height / 60)));
  const edge = Math.max(24, ...marksY.map(mark => context.measureText(formatY(mark)).width)) + 10;
  const area = {
    left: edge,
    right: width - 12,
    top: legend.length * LINE + 8,
    bottom: height - (options.x ? 40 : 24),
  };
  if (area.right - area.left < 20 || area.bottom - area.top < 20) return;
  const level = options.logY ? Math.log : value => value;
  const toX = x => area.left + ((x - left) / (right - left || 1)) * (area.right - area.left);
  const toY = y => area.bottom - ((level(y) - level(low)) / (level(high) - level(low))) * (area.bottom - area.top);

  for (const mark of marksY) {
    rule(context, area.left, toY(mark), area.right, toY(mark));
    write(context, formatY(mark), area.left - 6, toY(mark), ink, "right");
  }
  for (const mark of steps(left, right, Math.max(2, Math.floor((area.right - area.left) / 90)))) {
    rule(context, toX(mark), area.top, toX(mark), area.bottom);
    write(context, formatX(mark), toX(mark), area.bottom + 12, ink, "center");
  }
  if (options.x) write(context, options.x, area.right, height - 8, ink, "right");
  if (options.y) write(context, options.y, area.left + 4, area.top + 10, ink, "left");
  context.save();
  context.beginPath();
  context.rect(area.left, area.top - 2, area.right - area.left + 2, area.bottom - area.top + 4);
  context.clip();
  for (const one of rows) curve(context, one, toX, toY, options.logY);
  context.restore();
  drawLegend(context, legend, ink);
}

/**
 * Draw a waveform from its peaks.
 * @param peaks {low, high}: two arrays of equal length, -127..127
 * @param options {label; color; position: 0..1, played up to there (null: not at all)}
 */
export function drawWaveform(canvas, peaks, options = {}) {
  describe(canvas, options.label);
  const place = fit(canvas);
  if (!place || !peaks.high.length) return;
  const { context, width, height } = place;
  const middle = height / 2;
  const count = peaks.high.length;
  const split = (options.position ?? 0) * width;
  const color = options.color ?? CURVE_COLORS[1];
  for (const [from, to, alpha] of [
    [0, split, 1],
    [split, width, 0.55],
  ]) {
    if (to <= from) continue;
    context.save();
    context.beginPath();
    context.rect(from, 0, to - from, height);
    context.clip();
    context.globalAlpha = alpha;
    context.fillStyle = color;
    for (let x = Math.floor(from); x < to; x += 1) {
      const first = Math.floor((x / width) * count);
      const last = Math.max(first + 1, Math.floor(((x + 1) / width) * count));
      let [low, high] = [0, 0];
      for (let column = first; column < last && column < count; column += 1) {
        low = Math.min(low, peaks.low[column]);
        high = Math.max(high, peaks.high[column]);
      }
      const top = middle - (high / 127) * (middle - 1);
      context.fillRect(x, top, 1, Math.max(1, ((high - low) / 127) * (middle - 1)));
    }
    context.restore();
  }
  drawPlayhead(context, options.position, width, height);
}

/**
 * Draw a spectrogram, low notes at the bottom.
 * @param picture {columns, rows, levels: Uint8Array (row by row, the lowest first), lowHz, highHz, durationS}
 * @param options {label; position: 0..1 or null; formatHz, formatTime: number -> text}
 */
export function drawSpectrogram(canvas, picture, options = {}) {
  describe(canvas, options.label);
  const place = fit(canvas);
  if (!place || !picture.columns) return;
  const { context, width, height } = place;
  picture.image ??= heatImage(picture);
  context.imageSmoothingEnabled = true;
  context.drawImage(picture.image, 0, 0, width, height);
  const formatHz = options.formatHz ?? (hz => (hz >= 1000 ? `${hz / 1000} kHz` : `${hz} Hz`));
  const span = Math.log(picture.highHz / picture.lowHz);
  for (const hz of [50, 100, 200, 500, 1000, 2000, 5000, 10000]) {
    const y = height * (1 - Math.log(hz / picture.lowHz) / span);
    if (y < 12 || y > height - 22) continue;
    rule(context, 0, y, width, y);
    write(context, formatHz(hz), 4, y - 8, "#fff", "left", "#000");
  }
  const formatTime = options.formatTime ?? (seconds => `${short(seconds)} s`);
  for (const mark of steps(0, picture.durationS, Math.max(2, Math.floor(width / 110)))) {
    if (mark > 0)
      write(context, formatTime(mark), (mark / picture.durationS) * width, height - 9, "#fff", "center", "#000");
  }
  drawPlayhead(context, options.position, width, height);
}

/** Return the canvas position 0..1 of a pointer event. */
export function positionOf(event, canvas) {
  const { left, width } = canvas.getBoundingClientRect();
  return Math.min(1, Math.max(0, (event.clientX - left) / (width || 1)));
}

/** Return round numbers between two limits, about `count` of them. */
export function steps(low, high, count) {
  if (!(high > low)) return [low];
  const raw = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(one => one >= raw * 0.999);
  const marks = [];
  for (let number = Math.ceil(low / step - 1e-9); number * step <= high + step * 1e-9; number += 1) {
    marks.push(Number((number * step).toPrecision(12)));
  }
  return marks;
}

/** Return a number in as few digits as tell it. */
export function short(value) {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e5 || size < 1e-3) return value.toExponential(1);
  return String(Number(value.toPrecision(3)));
}

function describe(canvas, label) {
  if (!label) return;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", label);
}

function inkOf(canvas) {
  return getComputedStyle(canvas).color || "#ddd";
}

function isShown(y, isLog) {
  return y !== null && Number.isFinite(y) && (!isLog || y > 0);
}

function extent(values) {
  let [low, high] = [values[0], values[0]];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

function wide([low, high], isLog) {
  if (isLog) return high > low * 1.01 ? [low, high] : [low / 2, high * 2];
  if (high > low) return [low - 0.04 * (high - low), high + 0.04 * (high - low)];
  const room = Math.abs(low) * 0.1 || 1;
  return [low - room, low + room];
}

function decades(low, high) {
  const marks = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power += 1) {
    for (const factor of [1, 2, 5]) {
      const mark = Number((factor * 10 ** power).toPrecision(3));
      if (mark >= low && mark <= high) marks.push(mark);
    }
  }
  return marks.length > 1 ? marks : [low, high];
}

function curve(context, one, toX, toY, isLog) {
  context.strokeStyle = context.fillStyle = one.color;
  context.lineWidth = 2;
  context.lineJoin = "round";
  context.setLineDash(one.dashed ? [6, 5] : []);
  context.beginPath();
  let isDown = false;
  let shown = 0;
  for (const [x, y] of one.points) {
    if (!isShown(y, isLog)) {
      isDown = false;
      continue;
    }
    if (isDown) context.lineTo(toX(x), toY(y));
    else context.moveTo(toX(x), toY(y));
    isDown = true;
    shown += 1;
  }
  context.stroke();
  context.setLineDash([]);
  if (shown > 24) return;
  for (const [x, y] of one.points) {
    if (!isShown(y, isLog)) continue;
    context.beginPath();
    context.arc(toX(x), toY(y), 3, 0, 2 * Math.PI);
    context.fill();
  }
}

function legendRows(context, rows, width) {
  const lines = [[]];
  let x = 8;
  for (const one of rows.filter(row => row.label)) {
    const needs = context.measureText(one.label).width + 36;
    if (x + needs > width && lines.at(-1).length) {
      lines.push([]);
      x = 8;
    }
    lines.at(-1).push({ one, x });
    x += needs;
  }
  return lines.filter(line => line.length);
}

function drawLegend(context, legend, ink) {
  legend.forEach((line, number) => {
    for (const { one, x } of line) {
      const y = number * LINE + LINE / 2;
      context.strokeStyle = one.color;
      context.lineWidth = 3;
      context.setLineDash(one.dashed ? [5, 3] : []);
      context.beginPath();
      context.moveTo(x, y);
      context.lineTo(x + 16, y);
      context.stroke();
      context.setLineDash([]);
      write(context, one.label, x + 21, y, ink, "left");
    }
  });
}

function rule(context, fromX, fromY, toX, toY) {
  context.strokeStyle = GRID;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(fromX, fromY);
  context.lineTo(toX, toY);
  context.stroke();
}

function write(context, text, x, y, color, align, behind = "") {
  context.textAlign = align;
  context.textBaseline = "middle";
  if (behind) {
    context.strokeStyle = behind;
    context.lineWidth = 3;
    context.strokeText(text, x, y);
  }
  context.fillStyle = color;
  context.fillText(text, x, y);
}

function drawPlayhead(context, position, width, height) {
  if (position === null || position === undefined) return;
  context.fillStyle = "#fff";
  context.fillRect(Math.min(width - 2, position * width), 0, 2, height);
}

function heatImage({ columns, rows, levels }) {
  const canvas = document.createElement("canvas");
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext("2d");
  const image = context.createImageData(columns, rows);
  const heat = heatTable();
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const target = 4 * ((rows - 1 - row) * columns + column);
      image.data.set(heat[levels[row * columns + column]], target);
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

function heatTable() {
  return Array.from({ length: 256 }, (_, level) => {
    const share = level / 255;
    const above = Math.max(
      1,
      HEAT.findIndex(([place]) => place >= share),
    );
    const [[from, ...dark], [to, ...bright]] = [HEAT[above - 1], HEAT[above]];
    const part = (share - from) / (to - from);
    return [...dark.map((value, color) => Math.round(value + part * (bright[color] - value))), 255];
  });
}
