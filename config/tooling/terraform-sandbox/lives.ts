import { interrupted } from "./interrupted";
import type { Life } from "./life";
import { oneAccount } from "./one-account";
import { refused } from "./refused";
import { twice } from "./twice";
import { twoAccounts } from "./two-accounts";

/** Every way through which a sandbox is taken. */
export const LIVES: readonly Life[] = [oneAccount, twoAccounts, refused, interrupted, twice];
