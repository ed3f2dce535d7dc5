/** Times as this browser's zone and language show them. Moments are epoch seconds, of the simulator's clock. */

const DAY = 86400;
const date = (moment) => new Date(moment * 1000);
const shown = (options) => new Intl.DateTimeFormat(undefined, options);

const clockFormat = shown({ timeStyle: "short" });
const dateFormat = shown({ weekday: "short", day: "numeric", month: "short" });
const longFormat = shown({ dateStyle: "full", timeStyle: "short" });

export const timeOfDay = (moment) => clockFormat.format(date(moment));
export const dateAndTime = (moment) => `${dateFormat.format(date(moment))}, ${timeOfDay(moment)}`;
export const inFull = (moment) => longFormat.format(date(moment));
export const sameDay = (one, other) => date(one).toDateString() === date(other).toDateString();

/** "Today", "Yesterday", or the date; the year only when it is another one. */
export function dayName(moment, now) {
  if (sameDay(moment, now)) return "Today";
  const yesterday = date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (date(moment).toDateString() === yesterday.toDateString()) return "Yesterday";
  const sameYear = date(moment).getFullYear() === date(now).getFullYear();
  return shown({ weekday: "long", day: "numeric", month: "long", year: sameYear ? undefined : "numeric" }).format(
    date(moment),
  );
}

/** The next 09:31 of this browser's zone: a minute after the hour at which a daily hello goes out. */
export function nextMorning(now) {
  const morning = date(now);
  morning.setHours(9, 31, 0, 0);
  if (morning.getTime() / 1000 <= now) morning.setDate(morning.getDate() + 1);
  return morning.getTime() / 1000;
}

/** A Bot API date_time entity: "r" is relative, else any of w (weekday) d D (date) t T (time). */
export function formatted(moment, format, now) {
  if (format === "r") return relative(moment - now);
  const options = { weekday: format.includes("w") ? "long" : undefined };
  if (/d/i.test(format))
    Object.assign(options, { day: "numeric", month: format.includes("D") ? "long" : "numeric", year: "numeric" });
  if (/t/i.test(format))
    Object.assign(options, {
      hour: "2-digit",
      minute: "2-digit",
      second: format.includes("T") ? "2-digit" : undefined,
    });
  return shown(options).format(date(moment));
}

function relative(seconds) {
  const words = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
  const [unit, size] = [
    ["day", DAY],
    ["hour", 3600],
    ["minute", 60],
    ["second", 1],
  ].find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return words.format(Math.round(seconds / size), unit);
}
