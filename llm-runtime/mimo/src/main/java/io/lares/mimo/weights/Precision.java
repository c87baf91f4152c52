package io.lares.mimo.weights;

/**
 * What becomes of matrices that come in 16 or 32 bits. Quantised ones are kept as they are, or in
 * eight bits where there is no layout for theirs.
 */
public enum Precision {
  /** Blocks of 32 in four bits, the embedding in eight: for a gateway. */
  INT4,
  /** Blocks of 32 in eight bits. */
  INT8,
  /** As they come: twice the memory of {@link #INT8}, exact. */
  SOURCE
}
