/** How long what is known of a key may be, for forms too; this file imports nothing, so that they stay small. */
export const API_KEY_NAME_MAX_LENGTH = 100;
export const API_KEY_MAX_EXPIRY_DAYS = 3650;
