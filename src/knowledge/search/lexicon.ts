/** Reads text as weighted terms: words are stemmed, synonyms share a concept, the role's own name and words without a topic go. */
import { stemmer } from 'stemmer';
import type { Role } from '../knowledge.ts';
import type { SearchFile } from '../schema/files.ts';
import { isStopWord, wordsOf } from '../words.ts';
import { Phrases } from './phrases.ts';

/** What a text is about. */
export interface Reading {
  /** Each term once, with the share of its rarity that counts: 1 for a word or a concept, less for hints. None: nothing to look for. */
  readonly terms: ReadonlyMap<string, number>;
  /** All that was said, words without a topic and the role's name too: how it was put. */
  readonly wording: ReadonlySet<string>;
  readonly namesRole: boolean;
  readonly namesOtherProfession: boolean;
}

interface Token {
  readonly stem: string;
  /** All stems, where the token is a phrase. */
  readonly phrase: readonly string[];
  /** What all synonyms share; for other words the stem itself. */
  readonly concept: string;
  readonly isSynonym: boolean;
  readonly isStop: boolean;
}

// The three shares below were compared on the tuning split of bench/questions.yaml. Making synonyms one word (0) costs 2 points of
// right-at-1 against 0.3; leaving out the words inside a phrase, or the question words, costs 1 point each.
/** How much the very wording counts where a synonym would do as well. */
const exactWording = 0.3;
/** How much a word counts that is part of a phrase: "home" in "work from home". */
const insidePhrase = 0.15;
/** How much "who" or "when" count: enough to decide between two entries on one subject. */
const questionWord = 0.2;
const questionWords = new Set(['who', 'where', 'when', 'why', 'which', 'how']);

/** Questions bring in new words for ever: what is kept of them has an end. */
const mostKeptWords = 50_000;
/** Longer "words" are not language. */
const longestWord = 40;
/** Stands for the role's name where nothing else is left, as in "what does a backend engineer do". */
const roleTerm = '~role';

export class Lexicon {
  /** Words of the synonyms, the role's names and the other professions: known, and what a slip may be repaired to. */
  readonly words: ReadonlySet<string>;
  readonly #synonyms = new Phrases<string>();
  readonly #roleNames = new Phrases<true>();
  readonly #otherProfessions = new Phrases<true>();
  /** The same words come back all the time, in the knowledge and in questions: each is looked at once. */
  readonly #tokenOf = new Map<string, Token>();

  constructor(role: Role, search: SearchFile) {
    const roleNames = [role.title, ...role.about.aliases];
    this.words = new Set([...search.synonyms.flat(), ...roleNames, ...search.other_professions].flatMap(wordsOf));
    for (const [group, phrases] of search.synonyms.entries()) {
      for (const phrase of phrases) this.#synonyms.add(wordsOf(phrase).map(stemOf), `~${group}`);
    }
    for (const name of roleNames) this.#roleNames.add(this.#concepts(name), true);
    for (const name of search.other_professions) this.#otherProfessions.add(this.#concepts(name), true);
  }

  /** Reads words as `wordsOf` gives them. */
  read(words: readonly string[]): Reading {
    const tokens = this.#tokens(words);
    const concepts = tokens.map(({ concept }) => concept);
    const terms = new Map<string, number>();
    const hints = new Map<string, number>();
    const wording = new Set<string>();
    let namesRole = false;
    let namesOtherProfession = false;
    for (let at = 0; at < tokens.length;) {
      const roleName = this.#roleNames.at(concepts, at);
      if (roleName !== undefined) {
        namesRole = true;
        wording.add(roleTerm);
        at += roleName.length;
        continue;
      }
      namesOtherProfession ||= this.#otherProfessions.at(concepts, at) !== undefined;
      const token = tokens[at++];
      if (token === undefined) continue;
      wording.add(token.concept);
      if (!token.isStop) terms.set(token.concept, 1);
      this.#hints(token, hints);
    }
    if (terms.size === 0 && namesRole) terms.set(roleTerm, 1);
    if (terms.size > 0) for (const [term, share] of hints) if (!terms.has(term)) terms.set(term, share);
    return { terms, wording, namesRole, namesOtherProfession };
  }

  /** The lesser terms that a token brings along. */
  #hints({ stem, phrase, isSynonym, isStop }: Token, hints: Map<string, number>): void {
    if (isStop) {
      if (questionWords.has(stem)) hints.set(`?${stem}`, questionWord);
    } else if (phrase.length > 1) {
      for (const part of phrase.filter((each) => !isStopWord(each))) {
        hints.set(part, insidePhrase);
        hints.set(this.#synonyms.at([part], 0)?.value ?? part, insidePhrase);
      }
    } else if (isSynonym) hints.set(stem, exactWording);
  }

  /** A word without its endings, as it stands among the terms. */
  stemOf(word: string): string {
    return this.#token(word).stem;
  }

  #concepts(phrase: string): string[] {
    return this.#tokens(wordsOf(phrase)).map(({ concept }) => concept);
  }

  #tokens(words: readonly string[]): Token[] {
    const single = words.map((word) => this.#token(word));
    const stems = single.map(({ stem }) => stem);
    const tokens: Token[] = [];
    for (let at = 0; at < single.length;) {
      const token = single[at];
      const synonym = this.#synonyms.at(stems, at);
      const length = synonym?.length ?? 1;
      if (token !== undefined)
        tokens.push(synonym === undefined ? token : synonymToken(stems.slice(at, at + length), synonym.value));
      at += length;
    }
    return tokens;
  }

  /** The token of a word that stands for itself. */
  #token(word: string): Token {
    const known = this.#tokenOf.get(word);
    if (known !== undefined) return known;
    const stem = stemOf(word);
    const token: Token = { stem, phrase: [stem], concept: stem, isSynonym: false, isStop: isStopWord(word) };
    if (this.#tokenOf.size < mostKeptWords) this.#tokenOf.set(word, token);
    return token;
  }
}

const synonymToken = (phrase: readonly string[], concept: string): Token => ({
  stem: phrase[0] ?? '',
  phrase,
  concept,
  isSynonym: true,
  isStop: false,
});

/** A word without its endings, so that "salaries" meets "salary". */
const stemOf = (word: string): string =>
  word.length <= longestWord && /^[a-z]+$/.test(word) ? stemmer(word) : word.slice(0, longestWord);
