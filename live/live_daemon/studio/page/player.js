// The one audio element of the page.

export function makePlayer() {
  return { play() {}, stop() {}, ab() {} };
}
