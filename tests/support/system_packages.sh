#!/bin/sh
# Installs what the tests through real hosts and a browser need, if that needs no asking; else says what is missing.
effects="liblilv-0-0 lv2-examples dragonfly-reverb-lv2"
packages="jackd2 libportaudio2 puredata-core ffmpeg lilv-utils jalv lv2-dev sordi gcc libc6-dev chromium $effects"
missing=""
command -v jackd >/dev/null 2>&1 || missing="$missing jackd2"
command -v pd >/dev/null 2>&1 || missing="$missing puredata-core"
command -v ffmpeg >/dev/null 2>&1 || missing="$missing ffmpeg"
command -v lv2apply >/dev/null 2>&1 || missing="$missing lilv-utils"
command -v jalv >/dev/null 2>&1 || missing="$missing jalv"
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v gcc >/dev/null 2>&1 || missing="$missing gcc libc6-dev"
command -v lv2_validate >/dev/null 2>&1 || missing="$missing lv2-dev sordi"
ldconfig -p 2>/dev/null | grep -q libportaudio || missing="$missing libportaudio2"
if [ "$(uname -s)" = Linux ]; then # LV2 plugins are tested there alone
    ldconfig -p 2>/dev/null | grep -q liblilv || missing="$missing liblilv-0-0"
    [ -d /usr/lib/lv2/eg-amp.lv2 ] || missing="$missing lv2-examples"
    [ -d /usr/lib/lv2/DragonflyPlateReverb.lv2 ] || missing="$missing dragonfly-reverb-lv2"
fi
[ -z "$missing" ] && exit 0

if [ "$(uname -s)" = Linux ] && command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "installing$missing"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing; } >/dev/null && exit 0
    echo "could not install$missing: the tests that need them are skipped"
    exit 0
fi
case "$(uname -s)" in
Darwin) how="brew install jack pure-data ffmpeg lilv (PortAudio comes with the Python package)" ;;
Linux) how="install them with your package manager (Debian, Ubuntu: sudo apt install $packages)" ;;
*) how="install JACK, Pure Data and ffmpeg from their own pages" ;;
esac
echo "missing:$missing. The tests that need them are skipped; to run them: $how"
exit 0
