import { oneLine } from './table.ts';

const MONTH = String.raw`(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?`;
const SEASON = '(?:spring|summer|autumn|fall|winter)';
const DAY = String.raw`\d{1,2}(?:st|nd|rd|th)?`;
const TO = String.raw`\s?[-–—/]\s?`;
const YEAR = String.raw`(?:19|20)\d\d`;
/** `4-5 Apr`, `30 Apr - 1 May`, `Mar 7-14`, `Apr 25-May 1`. */
const DAYS = String.raw`(?:${DAY}(?:\s?${MONTH})?(?:${TO}${DAY})?\s+${MONTH}|${MONTH}\s+${DAY}(?:${TO}(?:${MONTH}\s+)?${DAY})?)`;

const NAME = new RegExp(
  String.raw`^(?:(?:wave|w)\s?\d{1,3}|${YEAR}\s+(?:${DAYS}|${MONTH})|(?:(?:${MONTH}\s+|${SEASON}\s+|${MONTH}${TO}${MONTH}\s+|q[1-4]\s+|${DAYS},?\s+))?${YEAR}(?:\s?\([a-z]{1,3}\))?)$`,
  'i',
);
const UNDATED = new RegExp(String.raw`^${DAYS}$`, 'i');

/** Whether a text is nothing but the name of a wave: a year, a month of one, days of one such as `Apr 25-May 1, 2018`. */
export const isWaveName = (text: string): boolean => NAME.test(oneLine(text));

/** Whether a text is nothing but days of a year that it does not name: `4-5 Apr`. */
export const areDays = (text: string): boolean => UNDATED.test(oneLine(text));
