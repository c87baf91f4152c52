package io.lares.web.json;

import org.jspecify.annotations.Nullable;

/**
 * A value that was given, perhaps as null. For edits, where absent means "leave it" and null means
 * "none".
 */
public record Given<T>(@Nullable T value) {}
