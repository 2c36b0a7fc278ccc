// src/adapters/meta/waiting.ts
var FIRST_WAIT_MS = 100;
var LONGEST_WAIT_MS = 5e3;
function waitAfter(attempt, random) {
  return random * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
}

// src/adapters/meta/lock-commit.ts
function toLockMessage(holder, unique) {
  return `${holder}

lock: ${unique}
`;
}
function holderOf(message) {
  return message.replace(/\n\nlock: [0-9a-f-]+\n*$/, "");
}

export {
  waitAfter,
  toLockMessage,
  holderOf
};
