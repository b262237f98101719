/** Of the burn rates that alarms look for, the highest. */
export const FASTEST_BURN = 14.4;

/**
 * What can be promised of a hundred requests, at least: of less, 14.4 times what may go wrong would be about all of
 * them, and nothing sets the alarm off. Percent: (100 - 94) * 14.4 = 86.4.
 */
export const LEAST_OBJECTIVE = 94;
