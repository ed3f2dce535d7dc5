/** A long press by finger, where the browser makes no context menu of it. */

const HOLD = 500;
const TREMBLE = 10;

/** @param run called with the touch once it was held still. */
export function onLongPress(node, run) {
  let start = null;
  let timer = 0;
  let held = false;
  const begin = ({ touches }) => {
    clearTimeout(timer);
    [start] = touches;
    held = false;
    timer = setTimeout(() => {
      held = true;
      run(start);
    }, HOLD);
  };
  const move = ({ touches: [now] }) => {
    if (Math.hypot(now.clientX - start.clientX, now.clientY - start.clientY) > TREMBLE) clearTimeout(timer);
  };
  const end = (event) => {
    clearTimeout(timer);
    if (held && event.cancelable) event.preventDefault(); // else lifting the finger clicks what the press has opened
  };
  node.addEventListener("touchstart", begin, { passive: true });
  node.addEventListener("touchmove", move, { passive: true });
  node.addEventListener("touchend", end);
  node.addEventListener("touchcancel", end);
}
