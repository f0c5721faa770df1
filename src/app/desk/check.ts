/** Makes checks. */
import type { Check } from '../../chat/poster.ts';

export const good = (what: string, detail: string): Check => ({ what, ok: true, detail });

export const bad = (what: string, detail: string, fix: string): Check => ({ what, ok: false, detail, fix });
