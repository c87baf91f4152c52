/** Languages as resources: words, phrases and replies. Nothing here knows a home. */
@NullMarked
package io.lares.planner.language;

import org.jspecify.annotations.NullMarked;
