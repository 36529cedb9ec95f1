package io.relance.press;

import java.nio.file.Path;

/**
 * A letter and where it stands in the file that is printed of several.
 *
 * @param pdf the letter
 * @param first its first page, from 1
 * @param last its last page
 */
public record Sheet(Path pdf, int first, int last) {}
