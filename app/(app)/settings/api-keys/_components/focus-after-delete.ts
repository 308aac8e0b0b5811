import { CREATE_BUTTON_ID } from './create-button-id';

/** Marks the Delete button of a row with the key's id. */
export const DELETE_BUTTON_ATTRIBUTE = 'data-delete-key';

/**
 * Where focus goes when a key's row goes: the next row's Delete button, or the
 * one before when it was the last, or Create when it was the only one. Asked
 * while the row is still there.
 */
export function focusAfterDelete(id: string): HTMLElement | null {
  const buttons = [...document.querySelectorAll<HTMLElement>(`[${DELETE_BUTTON_ATTRIBUTE}]`)];
  const index = buttons.findIndex((button) => button.getAttribute(DELETE_BUTTON_ATTRIBUTE) === id);
  return buttons[index + 1] ?? buttons[index - 1] ?? document.getElementById(CREATE_BUTTON_ID);
}
