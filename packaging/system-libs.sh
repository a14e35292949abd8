#!/bin/sh
# What pip cannot bring: «venv PYTHON» makes sure that PYTHON can make a virtual environment, «qt PYTHON» that Qt finds the
# system's libraries. As root on Debian or Ubuntu missing packages are installed; otherwise the command to give is printed.
set -eu

install() {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing: $*"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
    else
        echo "Something of the system is missing. Give this command, then try again:" >&2
        echo "    sudo apt-get install $*" >&2
        exit 1
    fi
}

check_venv() {
    "$1" -c 'import ensurepip' 2>/dev/null || install python3-venv
}

# The Debian and Ubuntu package of a library; those that have changed name are asked for by their new one first.
package_of() {
    case "$1" in
        libEGL.so.*) echo libegl1 ;;
        libGL.so.*) echo libgl1 ;;
        libOpenGL.so.*) echo libopengl0 ;;
        libxkbcommon.so.*) echo libxkbcommon0 ;;
        libxkbcommon-x11.so.*) echo libxkbcommon-x11-0 ;;
        libdbus-1.so.*) echo libdbus-1-3 ;;
        libfontconfig.so.*) echo libfontconfig1 ;;
        libfreetype.so.*) echo libfreetype6 ;;
        libglib-2.0.so.* | libgthread-2.0.so.*)
            if apt-cache show libglib2.0-0t64 >/dev/null 2>&1; then echo libglib2.0-0t64; else echo libglib2.0-0; fi ;;
        libxcb-cursor.so.*) echo libxcb-cursor0 ;;
        libxcb-icccm.so.*) echo libxcb-icccm4 ;;
        libxcb-image.so.*) echo libxcb-image0 ;;
        libxcb-keysyms.so.*) echo libxcb-keysyms1 ;;
        libxcb-render-util.so.*) echo libxcb-render-util0 ;;
        libxcb-util.so.*) echo libxcb-util1 ;;
        libxcb-*.so.*) echo "$1" | sed 's/\.so\.\(.*\)/\1/' ;;
        libxcb.so.*) echo libxcb1 ;;
        libX11-xcb.so.*) echo libx11-xcb1 ;;
        libX11.so.*) echo libx11-6 ;;
        libXext.so.*) echo libxext6 ;;
        libwayland-client.so.*) echo libwayland-client0 ;;
        libwayland-cursor.so.*) echo libwayland-cursor0 ;;
        libwayland-egl.so.*) echo libwayland-egl1 ;;
        libz.so.*) echo zlib1g ;;
        libzstd.so.*) echo libzstd1 ;;
        *) echo "?$1" ;;
    esac
}

missing_libraries() {
    for file in "$1"/Qt/lib/libQt6Core.so.6 "$1"/Qt/lib/libQt6Gui.so.6 "$1"/Qt/lib/libQt6Widgets.so.6 \
        "$1"/Qt/plugins/platforms/libqxcb.so "$1"/Qt/plugins/platforms/libqoffscreen.so \
        "$1"/Qt/plugins/platforms/libqwayland*.so; do
        [ -e "$file" ] || continue
        LD_LIBRARY_PATH= ldd "$file" 2>/dev/null | awk '/not found/ && $1 !~ /^libQt6/ {print $1}'
    done | sort -u
}

check_qt() {
    [ "$(uname -s)" = Linux ] || return 0
    command -v ldd >/dev/null 2>&1 || return 0
    folder=$("$1" -c 'import importlib.util, os; print(os.path.dirname(importlib.util.find_spec("PySide6").origin))')
    missing=$(missing_libraries "$folder")
    [ -n "$missing" ] || return 0
    packages="" unknown=""
    for library in $missing; do
        name=$(package_of "$library")
        case "$name" in "?"*) unknown="$unknown ${name#?}" ;; *) packages="$packages $name" ;; esac
    done
    [ -z "$unknown" ] || echo "Qt also asks for:$unknown" >&2
    packages=$(for name in $packages; do echo "$name"; done | sort -u)
    # shellcheck disable=SC2086 # one word for each package
    [ -z "$packages" ] || install $packages
}

case "${1:-}" in
    venv) check_venv "$2" ;;
    qt) check_qt "$2" ;;
    *) echo "usage: $0 venv|qt PYTHON" >&2; exit 2 ;;
esac
