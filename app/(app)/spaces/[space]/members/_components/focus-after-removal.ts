/** Of the button in the header. */
export const ADD_BUTTON_ID = 'add-member';

/** Marks the last button of a row with the member's id. */
export const REMOVE_BUTTON_ATTRIBUTE = 'data-remove-member';

/** Where focus goes when a row goes: the next one's button, the one before, or the way to add. Asked while it is there. */
export function focusAfterRemoval(userId: string): HTMLElement | null {
  const buttons = [...document.querySelectorAll<HTMLElement>(`[${REMOVE_BUTTON_ATTRIBUTE}]`)];
  const index = buttons.findIndex((button) => button.getAttribute(REMOVE_BUTTON_ATTRIBUTE) === userId);
  return buttons[index + 1] ?? buttons[index - 1] ?? document.getElementById(ADD_BUTTON_ID);
}
