// What a training has told so far, put together from its events; bounded, however long it runs.

const MOST_POINTS = 1500, MOST_DREAMS = 12;
export const SCORES = ["total", "artifacts", "resemblance", "novelty", "stuck", "answer"];

export function nothingTold() {
  return { next: 0, starting: true, ending: false, heard: [], plan: null, losses: [], judgements: [], dreams: [], remarks: [], verdict: null };
}

/** Every second row goes when there are too many: the curve keeps its shape. */
export function thinned(rows, most = MOST_POINTS) {
  return rows.length <= most ? rows : rows.filter((_, index) => (rows.length - 1 - index) % 2 === 0);
}

/** Take events into `told`; returns it. */
export function take(told, events) {
  for (const one of events) {
    if (one.event === "heard") told.heard = one.recordings || [];
    else if (one.event === "plan") told.plan = one;
    else if (one.event === "begun" || one.event === "resumed") told.starting = false;
    else if (one.event === "loss") told.losses = thinned([...told.losses, one]);
    else if (one.event === "judgement") told.judgements = thinned([...told.judgements, one]);
    else if (one.event === "dream") told.dreams = [one, ...told.dreams].slice(0, MOST_DREAMS);
    else if (one.event === "verdict") told.verdict = one;
    else if (one.event === "early" || one.event === "busy" || one.event === "kept") told.remarks = [...told.remarks, one.words].slice(-6);
    if (one.event === "kept") told.ending = true;
    if (one.event === "resumed") Object.assign(told, { verdict: null, remarks: [], ending: false });
  }
  return told;
}

const minutes = one => one.elapsed_s / 60;

/** From 0 to the minute of the last value. */
export const timeRange = told => [0, Math.max(0.1, ...[told.losses.at(-1), told.judgements.at(-1)].filter(Boolean).map(minutes))];

/** [name, points] of the loss on what is learnt, and on what is not. */
export const lossCurves = told => [
  ["training", told.losses.map(one => [minutes(one), one.loss])],
  ["validation", told.losses.map(one => [minutes(one), one.validation_loss])],
];

/** [name, points] of the scores that were told. */
export const scoreCurves = told => SCORES
  .map(name => [name, told.judgements.map(one => [minutes(one), one[name] ?? null])])
  .filter(([name, points]) => name === "total" || points.some(([, y]) => y !== null));

/** Least and most that a loss curve should show: its first steps would press the rest flat. */
export function settledRange(curves) {
  const values = curves.flatMap(([, points]) => points.slice(Math.floor(points.length / 10)).map(([, y]) => y)).filter(Number.isFinite);
  if (values.length < 3) return undefined;
  const least = Math.min(...values), most = Math.max(...values), room = 0.1 * (most - least) || 0.1;
  return [least - room, most + room];
}

/** The names of keys that are played for at least a share of the time. */
export const keysOf = (heard, share = 0.03) => heard.keys.map((one, index) => [heard.lowest_key + index, one]).filter(([, one]) => one >= share);
