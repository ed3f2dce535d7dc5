/** Message effects over the whole window: paper for 🎉, something lighter for the others. */

const COLOURS = ["#f2b84b", "#ef6f6c", "#5cc8b8", "#6b8cff", "#c77dff", "#8fd14f", "#ffffff"];
const GRAVITY = 1150;
const GLOW_TIME = 1800;

const between = (low, high) => low + Math.random() * (high - low);
const pick = (list) => list[Math.floor(Math.random() * list.length)];

export class Effects {
  #pieces = [];
  #last = 0;

  /** @param glow shown instead, unmoving, to people who prefer less motion */
  constructor(canvas, glow) {
    this.canvas = canvas;
    this.glow = glow;
  }

  /** @param box where the message is (a DOMRect), or null. */
  play(emoji, box = null) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return this.#shine(emoji);
    const idle = !this.#pieces.length;
    if (idle) this.#fit();
    const source = {
      x: box ? box.left + box.width / 2 : innerWidth / 2,
      y: box ? box.top + box.height / 2 : innerHeight * 0.6,
    };
    this.#pieces.push(...(emoji === "🎉" ? paper(source) : drift(emoji, source)));
    if (idle)
      requestAnimationFrame((time) => {
        this.#last = time;
        this.#frame(time);
      });
  }

  #shine(emoji) {
    this.glow.textContent = emoji;
    this.glow.hidden = false;
    clearTimeout(this.ending);
    this.ending = setTimeout(() => {
      this.glow.hidden = true;
    }, GLOW_TIME);
  }

  #fit() {
    const scale = Math.min(devicePixelRatio, 2);
    Object.assign(this.canvas, { width: innerWidth * scale, height: innerHeight * scale, hidden: false });
    this.canvas.getContext("2d").scale(scale, scale);
  }

  #frame(time) {
    const seconds = Math.min((time - this.#last) / 1000, 0.05);
    this.#last = time;
    const brush = this.canvas.getContext("2d");
    brush.clearRect(0, 0, innerWidth, innerHeight);
    for (const piece of this.#pieces) {
      fall(piece, seconds);
      if (piece.age > 0) draw(brush, piece);
    }
    this.#pieces = this.#pieces.filter((piece) => piece.age < piece.life && piece.y < innerHeight + 60);
    if (this.#pieces.length) requestAnimationFrame((next) => this.#frame(next));
    else this.canvas.hidden = true;
  }
}

/** Two cannons in the lower corners, a burst at the message, and a late light shower. */
function paper(source) {
  const power = Math.sqrt(2 * GRAVITY * innerHeight);
  const cannon = (x, lean) =>
    Array.from({ length: 75 }, () =>
      sheet({
        x,
        y: innerHeight + 10,
        vx: lean * between(0.1, 0.75) * Math.min(innerWidth, 1100),
        vy: -power * between(0.75, 1.25),
      }),
    );
  const burst = Array.from({ length: 45 }, () => {
    const [turn, speed] = [between(0, 2 * Math.PI), between(150, 620)];
    return sheet({ ...source, vx: Math.cos(turn) * speed, vy: Math.sin(turn) * speed - 250 });
  });
  const shower = Array.from({ length: 50 }, () =>
    sheet({ x: between(0, innerWidth), y: -20, vx: 0, vy: between(60, 200), age: -between(0.5, 1.6) }),
  );
  return [...cannon(0, 1), ...cannon(innerWidth, -1), ...burst, ...shower];
}

function sheet(motion) {
  return {
    shape: pick(["strip", "strip", "dot", "curl"]),
    colour: pick(COLOURS),
    size: between(6, 12),
    drag: between(0.9, 1.8),
    gravity: GRAVITY * between(0.32, 0.5),
    angle: between(0, 6.3),
    spin: between(-6, 6),
    tilt: between(0, 6.3),
    flutter: between(5, 11),
    sway: between(20, 70),
    age: 0,
    life: between(3.2, 4.6),
    ...motion,
  };
}

/** Emoji that rise from the message, as sparks or balloons do. */
function drift(emoji, source) {
  return Array.from({ length: 22 }, () => ({
    shape: "emoji",
    emoji,
    size: between(20, 46),
    x: source.x + between(-60, 60),
    y: source.y + between(-10, 30),
    vx: between(-70, 70),
    vy: -between(140, 420),
    drag: 0.35,
    gravity: -40,
    angle: between(-0.3, 0.3),
    spin: between(-0.5, 0.5),
    tilt: between(0, 6.3),
    flutter: 3,
    sway: between(15, 60),
    age: -between(0, 0.7),
    life: between(1.8, 2.8),
  }));
}

function fall(piece, seconds) {
  piece.age += seconds;
  if (piece.age <= 0) return;
  const slowing = Math.exp(-piece.drag * seconds);
  piece.vx *= slowing;
  piece.vy = piece.vy * slowing + piece.gravity * seconds;
  piece.tilt += piece.flutter * seconds;
  piece.angle += piece.spin * seconds;
  piece.x += (piece.vx + Math.sin(piece.tilt * 0.5) * piece.sway) * seconds;
  piece.y += piece.vy * seconds;
}

function draw(brush, piece) {
  brush.save();
  brush.globalAlpha = Math.min(1, (piece.life - piece.age) / 0.7);
  brush.translate(piece.x, piece.y);
  brush.rotate(piece.angle);
  brush.fillStyle = brush.strokeStyle = piece.colour ?? "#000";
  SHAPES[piece.shape](brush, piece);
  brush.restore();
}

const SHAPES = {
  strip(brush, { size, tilt }) {
    brush.scale(1, Math.cos(tilt));
    brush.fillRect(-size / 2, -size / 3.2, size, size / 1.6);
  },
  dot(brush, { size, tilt }) {
    brush.scale(1, Math.cos(tilt));
    brush.beginPath();
    brush.arc(0, 0, size / 2.4, 0, 2 * Math.PI);
    brush.fill();
  },
  curl(brush, { size, tilt }) {
    brush.lineWidth = size / 3.2;
    brush.lineCap = "round";
    brush.beginPath();
    for (let step = 0; step <= 12; step += 1)
      brush.lineTo((step - 6) * size * 0.2, Math.sin(step * 0.9 + tilt) * size * 0.4);
    brush.stroke();
  },
  emoji(brush, { emoji, size }) {
    brush.font = `${size}px "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", sans-serif`;
    brush.textAlign = "center";
    brush.fillText(emoji, 0, 0);
  },
};
