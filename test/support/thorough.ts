/**
 * Of generated input as much as a night has time for, with TEST_THOROUGH=1; else what finds most of it soon.
 */
export const THOROUGH = process.env['TEST_THOROUGH'] === '1';
