/**
 * HTTP for the hub's own needs: a table of typed routes, from which requests are served and the
 * OpenAPI document is made, and the files of the page.
 */
@NullMarked
package io.lares.web.http;

import org.jspecify.annotations.NullMarked;
