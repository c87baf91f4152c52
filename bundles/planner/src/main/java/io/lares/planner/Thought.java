package io.lares.planner;

import io.lares.language.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What a language model had to do with a plan.
 *
 * @param model its name; empty where there was none to ask
 * @param usage what its answer cost; null where there was no answer
 * @param problem why the plan is not the model's, in plain words; empty where it is
 */
public record Thought(String model, @Nullable Usage usage, String problem) {}
