/** Results that are worth keeping. */

/** The function of two objects, whose result for them is made once and goes with either of them. It must give the same each time. */
export function remembered<A extends object, B extends object, T>(make: (a: A, b: B) => T): (a: A, b: B) => T {
  const results = new WeakMap<A, WeakMap<B, { readonly result: T }>>();
  return (a, b) => {
    const ofA = results.get(a) ?? new WeakMap<B, { readonly result: T }>();
    results.set(a, ofA);
    const known = ofA.get(b) ?? { result: make(a, b) };
    ofA.set(b, known);
    return known.result;
  };
}
