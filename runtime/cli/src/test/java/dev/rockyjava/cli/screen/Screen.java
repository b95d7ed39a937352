package dev.rockyjava.cli.screen;

import java.util.ArrayList;
import java.util.List;

/** As much of a terminal as the live view needs: what somebody would see. Fails on any other sequence. */
final class Screen {

    private final int width;
    private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    private int row;
    private int column;
    private boolean wrap = true;

    Screen(int width) {
        this.width = width;
    }

    Screen print(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\u001b') {
                int end = i + 2;
                while (!Character.isLetter(text.charAt(end))) {
                    end++;
                }
                sequence(text.substring(i + 2, end), text.charAt(end));
                i = end;
            } else if (c == '\r') {
                column = 0;
            } else if (c == '\n') {
                newLine();
            } else {
                put(c);
            }
        }
        return this;
    }

    private void sequence(String arguments, char command) {
        switch (command + arguments) {
            case "J" -> {
                lines.get(row).setLength(Math.min(column, lines.get(row).length()));
                lines.subList(row + 1, lines.size()).clear();
            }
            case "l?7" -> wrap = false;
            case "h?7" -> wrap = true;
            default -> {
                if (command != 'A') {
                    throw new AssertionError("the view uses " + arguments + command);
                }
                row = Math.max(0, row - Integer.parseInt(arguments));
            }
        }
    }

    private void put(char c) {
        if (column == width) {
            if (!wrap) {
                return;
            }
            newLine();
        }
        StringBuilder line = lines.get(row);
        line.append(" ".repeat(Math.max(0, column - line.length())));
        line.replace(column, Math.min(line.length(), column + 1), String.valueOf(c));
        column++;
    }

    private void newLine() {
        row++;
        column = 0;
        if (row == lines.size()) {
            lines.add(new StringBuilder());
        }
    }

    boolean wraps() {
        return wrap;
    }

    List<String> lines() {
        return lines.stream().map(StringBuilder::toString).toList();
    }
}
