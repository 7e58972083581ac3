import { createContext } from 'svelte';
import type { AppState } from '../state/app.svelte';

/** What every component may ask for instead of being handed it. */
export const [getApp, setApp] = createContext<AppState>();
