import { type DemoCheck, HELP_DESK_CHECKS, SHOP_CHECKS } from './checks';
import { type DataSet, helpDeskData, shopData } from './data-set';

/** A space of the demo: what it is called, the files its source reads, and the checks on them. */
export type DemoSpace = {
  slug: string;
  name: string;
  dataSet: (now: Date) => DataSet;
  checks: DemoCheck[];
};

export const DEMO_SPACES: DemoSpace[] = [
  { slug: 'my-space', name: 'My space', dataSet: shopData, checks: SHOP_CHECKS },
  { slug: 'other-space', name: 'Other space', dataSet: helpDeskData, checks: HELP_DESK_CHECKS },
];
