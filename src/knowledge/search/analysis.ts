/** From a typed question to ranked entries and the signals of how well they fit. */
import { isStopWord, wordsOf } from '../words.ts';
import { signalsOf, type Signals } from './confidence.ts';
import { locate, type Layers } from './layers.ts';
import { FaqIndex, type Ranked } from './ranking.ts';
import { createRepair } from './repair.ts';
import { rankByWording } from './wording.ts';

/** A question longer than this is cut: nobody needs more to ask, and the time to answer stays bounded. */
const mostCharacters = 6000;
const mostWords = 250;
/** How many entries are looked at closely and may be offered. */
const mostNear = 3;

export interface Analysis {
  /** The entry that has the question among its own phrasings, word for word, as when it was picked from the completions. */
  readonly exact: number | undefined;
  /** Best first, at most `mostNear`. */
  readonly nearest: readonly Ranked[];
  /** `undefined` where nothing was found. */
  readonly signals: Signals | undefined;
}

/** The function that analyses a question against the entries. */
export function createAnalysis(layers: Layers): (question: string) => Analysis {
  const { lexicon } = layers;
  const index = new FaqIndex(layers);
  const repair = createRepair(
    layers.vocabularies,
    (word) => isStopWord(word) || lexicon.words.has(word) || index.knows(lexicon.stemOf(word)),
  );
  return (question) => {
    const words = wordsOf(question.slice(0, mostCharacters)).slice(0, mostWords);
    const reading = lexicon.read(repair(words));
    const ranking = index.rank(reading);
    const nearest = rankByWording(reading.wording, ranking.ranked.slice(0, mostNear), (entry) => {
      const { layer, at } = locate(layers, entry);
      return layer.wordingOf(at);
    });
    return {
      exact: placeAsking(layers, words.join(' ')),
      nearest,
      signals: signalsOf(reading, nearest, ranking.unknown),
    };
  };
}

/** The place of the entry with a phrasing of just these words, of the upper layer first. */
function placeAsking({ placed, hidden }: Layers, words: string): number | undefined {
  for (const { layer, from } of placed) {
    const at = layer.asking(words);
    if (at !== undefined && !hidden.has(from + at)) return from + at;
  }
  return undefined;
}
