/** How somebody answers a drill, whatever kind of question it puts. */
import { actionWith, type Shown } from '../../support/seats.ts';

/** The action that answers: an option, or the grade of an open question, which comes after its model answer. */
export async function answerTo(actions: readonly string[], press: (action: string) => Promise<Shown>): Promise<string> {
  const option = actions.find((action) => action.includes(':choose:'));
  if (option !== undefined) return option;
  const reveal = actions.find((action) => action.includes(':reveal:'));
  return actionWith(await press(reveal ?? 'no button'), '.good');
}
