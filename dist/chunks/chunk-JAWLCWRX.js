// src/core/calendar.ts
var DAY_MS = 864e5;
var DAYS_PER_ERA = 146097;
function toDay(atMs) {
  const sinceMarch0000 = Math.floor(atMs / DAY_MS) + 719468;
  const era = Math.floor(sinceMarch0000 / DAYS_PER_ERA);
  const dayOfEra = sinceMarch0000 - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  };
}
function describeMoment(atMs) {
  const { year, month, day } = toDay(atMs);
  const seconds = Math.floor((atMs % DAY_MS + DAY_MS) % DAY_MS / 1e3);
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(":");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}T${time}Z`;
}
function two(count) {
  return String(count).padStart(2, "0");
}

export {
  toDay,
  describeMoment
};
