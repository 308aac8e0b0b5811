import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Fails with texts that do not stand out enough from what is behind them: all that another colour scheme can change. */
export async function expectReadableColours(page: Page): Promise<void> {
  await expectNone(page, new AxeBuilder({ page }).withRules(['color-contrast']));
}

/** Fails with what axe finds against WCAG 2.2 AA on the page as it is now. */
export async function expectNoViolations(page: Page): Promise<void> {
  await expectNone(page, new AxeBuilder({ page }).withTags(WCAG));
}

async function expectNone(page: Page, axe: AxeBuilder): Promise<void> {
  // Colours are only final when nothing moves any more.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined))),
  );
  const { violations } = await axe.analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
    [],
  );
}
