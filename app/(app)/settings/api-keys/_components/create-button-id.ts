/** The header's Create button: focus comes here when the list runs empty. */
export const CREATE_BUTTON_ID = 'create-api-key';
