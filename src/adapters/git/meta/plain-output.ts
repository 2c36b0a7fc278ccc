/** Git without what its users like to see. */

/** For commands whose output is read: what users like to see in a log must not show in ours. */
export const PLAIN = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
