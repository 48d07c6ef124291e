import { buildScreens } from '../../scripts/ui.ts';

/** The tests look at what stands in `ui` now. */
export const setup = (): Promise<void> => buildScreens('dist/ui');
