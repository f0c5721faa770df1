/** Completions for a half-typed option. */
import type { Completion } from '../chat/invocation.ts';
import type { CompletionContext, Option } from '../chat/option.ts';
import { shorten } from '../chat/shorten.ts';

/** Discord's limits: 25 choices of 100 characters. The terminal needs no more either. */
const mostChoices = 25;
const choiceLength = 100;

/** At most 25 completions of `partial`: those that begin with it first, then those that contain it. */
export function completionsOf(option: Option, context: CompletionContext, partial: string): readonly Completion[] {
  const completions =
    option.kind === 'term'
      ? termCompletions(option, context, partial)
      : option.kind === 'text' || option.kind === 'word'
        ? (option.complete?.(context, partial) ?? [])
        : [];
  return completions
    .slice(0, mostChoices)
    .map(({ label, value }) => ({ label: shorten(label, choiceLength), value: value.slice(0, choiceLength) }));
}

function termCompletions(
  option: Extract<Option, { kind: 'term' }>,
  { role }: CompletionContext,
  partial: string,
): Completion[] {
  const typed = partial.trim().toLowerCase();
  const ranked = option.terms(role).flatMap((term) => {
    const names = [term.title, term.id, ...term.aliases].map((name) => name.toLowerCase());
    const rank = names.some((name) => name.startsWith(typed)) ? 0 : names.some((name) => name.includes(typed)) ? 1 : 2;
    return rank === 2 ? [] : [{ rank, completion: { label: term.title, value: term.id } }];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ completion }) => completion);
}
