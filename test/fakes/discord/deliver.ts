/** Hands an interaction to the bot's HTTP endpoint, and its answer to the interaction, as Discord does. */
import type { Callback, FakeInteraction } from './interactions.ts';
import { signedHeaders, type Signature } from './signing.ts';

/** Resolves with the status. Rejects where Discord would not know what to make of the answer. */
export async function deliver(url: string, interaction: FakeInteraction, signature: Signature): Promise<number> {
  const body = JSON.stringify(interaction.payload);
  const response = await fetch(url, { method: 'POST', headers: signedHeaders(body, signature), body });
  const text = await response.text();
  if (response.status === 200) {
    const type = response.headers.get('content-type');
    if (type?.startsWith('application/json') !== true) throw new Error(`The answer is ${type}, not JSON.`);
    interaction.answer(JSON.parse(text) as Callback);
  } else if (response.status === 202 && text !== '') throw new Error('An answer with 202 has no body.');
  return response.status;
}
