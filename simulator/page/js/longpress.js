/** A long press by finger, where the browser makes no context menu of it. */

const HOLD = 500;
const TREMBLE = 10;

/** @param run called with the touch once it was held still. */
export function onLongPress(node, run) {
  let start = null;
  let timer = 0;
  const end = () => clearTimeout(timer);
  node.addEventListener(
    "touchstart",
    (event) => {
      end();
      start = event.touches[0];
      if (event.touches.length === 1) timer = setTimeout(run, HOLD, start);
    },
    { passive: true },
  );
  node.addEventListener(
    "touchmove",
    ({ touches: [now] }) => {
      if (Math.hypot(now.clientX - start.clientX, now.clientY - start.clientY) > TREMBLE) end();
    },
    { passive: true },
  );
  node.addEventListener("touchend", end);
  node.addEventListener("touchcancel", end);
}
