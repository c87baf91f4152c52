/**
 * The runtime as an engine of DJL, for those who know DJL: {@code Criteria} with the engine {@code
 * MiMo} and the path of an imported model, and a {@code Predictor} that answers.
 */
@NullMarked
package io.lares.mimo.djl;

import org.jspecify.annotations.NullMarked;
