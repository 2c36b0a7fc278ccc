import {
  toDay
} from "./chunk-JAWLCWRX.js";

// src/core/instant.ts
var DAY = 86400;
var ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?\s*(?:(Z|UTC)|([+-])(\d\d):?(\d\d))?$/i;
function parseInstant(value) {
  if (typeof value === "string" && /^-?\d+$/.test(value)) return toInstant(Number(value), 0);
  if (typeof value === "number") {
    const seconds = Math.floor(value);
    return toInstant(seconds, Math.floor((value - seconds) * 1e3));
  }
  return typeof value === "string" ? parseIso(value) : void 0;
}
function describeInstant({ seconds }) {
  const days = Math.floor(seconds / DAY);
  const clock = seconds - days * DAY;
  const date = toDay(days * DAY * 1e3);
  return {
    ...date,
    dayOfYear: days - toDays(date.year, 1, 1) + 1,
    weekday: ((days + 4) % 7 + 7) % 7,
    hour: Math.floor(clock / 3600),
    minute: Math.floor(clock / 60) % 60,
    second: clock % 60
  };
}
function toInstant(seconds, milliseconds) {
  return Math.abs(seconds) <= 864e10 ? { seconds, milliseconds } : void 0;
}
function parseIso(text) {
  const match = ISO.exec(text);
  if (match === null) return void 0;
  const part = (index) => Number(match[index] ?? 0);
  const [year, month, day] = [part(1), part(2), part(3)];
  const days = toDays(year, month, day);
  const real = toDay(days * DAY * 1e3);
  if (real.month !== month || real.day !== day || part(4) > 23 || part(5) > 59 || part(6) > 59) return void 0;
  const offset = (match[9] === "-" ? -1 : 1) * (part(10) * 3600 + part(11) * 60);
  const milliseconds = Number((match[7] ?? "").padEnd(3, "0").slice(0, 3));
  return { seconds: days * DAY + part(4) * 3600 + part(5) * 60 + part(6) - offset, milliseconds };
}
function toDays(year, month, day) {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

export {
  parseInstant,
  describeInstant
};
