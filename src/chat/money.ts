/** Money as text. */
const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 0 });

/** Whole US dollars: "$185,000". */
export const formatMoney = (amount: number): string => dollars.format(amount);
