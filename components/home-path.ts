/** Where somebody arrives who has asked for no page in particular. */
export const HOME_PATH = '/settings/api-keys';
