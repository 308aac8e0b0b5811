/** Three roles in one space, and somebody who must see none of it. */
export const DEMO_ACCOUNTS = [
  { email: 'admin@example.com', firstName: 'Amara', lastName: 'Okafor', space: 'my-space', role: 'admin' },
  {
    email: 'editor@example.com',
    firstName: 'Elias',
    lastName: 'Lindqvist',
    space: 'my-space',
    role: 'editor',
  },
  { email: 'viewer@example.com', firstName: 'Vera', lastName: 'Moreau', space: 'my-space', role: 'viewer' },
  {
    email: 'outsider@example.com',
    firstName: 'Oskar',
    lastName: 'Brandt',
    space: 'other-space',
    role: 'admin',
  },
] as const;
