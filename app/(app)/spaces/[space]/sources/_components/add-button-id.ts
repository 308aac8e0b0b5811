/** Of the button in the header, which gets the focus when the row that had it is gone. */
export const ADD_BUTTON_ID = 'add-source';
