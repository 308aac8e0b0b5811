import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Fails with what axe finds against WCAG 2.2 AA on the page as it is now. In
 * dark colours only the contrast is looked at: nothing else differs from the
 * light page, and a whole look at a long page takes many seconds.
 */
export async function expectNoViolations(page: Page): Promise<void> {
  // Colours are only final when nothing moves any more.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined))),
  );
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  // Legacy mode: otherwise axe opens a tab to put the results of frames together, and there are none.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations } = await (isDark ? axe.withRules('color-contrast') : axe.withTags(WCAG)).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
    [],
  );
}
