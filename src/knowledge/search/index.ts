/** The lexical engine behind `FaqSearch`: words, synonyms and spelling repair, BM25+ with rescoring, and a calibrated confidence. */
import type { Role } from '../knowledge.ts';
import type { SearchFile } from '../schema/files.ts';
import { createAnalysis } from './analysis.ts';
import type { FaqSearch, Found, SharedSearch } from './search.ts';
import { createCompletion } from './completion.ts';
import { confidenceOf, kindOf } from './confidence.ts';
import { entryAt, sharedLayers, withOwn, type Layers } from './layers.ts';

const mostNear = 3;

/** Builds the search over the FAQ of a role. Meant to be built anew whenever the data changes. */
export function createFaqSearch(role: Role, searchFile: SearchFile): SharedSearch {
  const shared = sharedLayers(role, searchFile);
  return {
    ...searchOver(shared),
    *withOwn(own) {
      return searchOver(yield* withOwn(shared, own));
    },
  };
}

function searchOver(layers: Layers): FaqSearch {
  const analyse = createAnalysis(layers);
  const find = (question: string): Found => {
    const { exact, nearest, signals } = analyse(question);
    const bestFirst = new Set(exact === undefined ? [] : [exact]).union(new Set(nearest.map(({ entry }) => entry)));
    const near = [...bestFirst].slice(0, mostNear).flatMap((place) => entryAt(layers, place) ?? []);
    const confidence = exact !== undefined ? 1 : signals === undefined ? 0 : confidenceOf(signals);
    return { kind: kindOf(confidence), best: near[0], near, confidence };
  };
  return { find, complete: createCompletion(layers, find) };
}
