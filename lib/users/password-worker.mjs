// What the password threads do. Plain JavaScript, for it is loaded by Node itself.
import { compareSync, hashSync } from 'bcryptjs';

/** @param {{ password: string, cost: number }} input */
export const hash = ({ password, cost }) => hashSync(password, cost);

/** @param {{ password: string, passwordHash: string }} input */
export const compare = ({ password, passwordHash }) => compareSync(password, passwordHash);
