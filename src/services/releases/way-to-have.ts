/** One way in which a release can be had. */
export interface WayToHave {
  /** Below the release. */
  readonly path: string;
  readonly mediaType: string;
  readonly title: string;
  /** Its name in the list of file types of the Publications Office of the European Union; null where it has none. */
  readonly fileType: string | null;
}
