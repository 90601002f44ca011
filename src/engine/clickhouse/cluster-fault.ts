/** Something about the cluster that its operator has to put right; one line, ready to be shown. */
export class ClusterFault extends Error {
  override readonly name = 'ClusterFault';
}
