"""Letters as strokes of a pen: the Roman Simplex of A. V. Hershey (1967), as far as a timeline needs it.

The Hershey fonts were originally created by Dr. A. V. Hershey while working at the U.S. National Bureau of Standards.
Each letter is in his notation: the left and the right edge, then points, each as two marks that count from `R`, with
` R` where the pen is lifted. Upwards is less; a line of text lies on 9, capitals reach up to -12.
"""

from __future__ import annotations

from collections.abc import Mapping

BASE, TALL = 9, 21
"""The base line, and the height of a capital above it."""
BLANK = 16
"""How wide a blank is, and what has no letter here."""

LETTERS: Mapping[str, str] = {
    "A": "I[RFJ[ RRFZ[ RMTWT",
    "B": "G\\KFK[ RKFTFWGXHYJYLXNWOTP RKPTPWQXRYTYWXYWZT[K[",
    "C": "H]ZKYIWGUFQFOGMILKKNKSLVMXOZQ[U[WZYXZV",
    "D": "G\\KFK[ RKFRFUGWIXKYNYSXVWXUZR[K[",
    "E": "H[LFL[ RLFYF RLPTP RL[Y[",
    "F": "HZLFL[ RLFYF RLPTP",
    "G": "H]ZKYIWGUFQFOGMILKKNKSLVMXOZQ[U[WZYXZVZS RUSZS",
    "H": "G]KFK[ RYFY[ RKPYP",
    "I": "NVRFR[",
    "J": "JZVFVVUYTZR[P[NZMYLVLT",
    "K": "G\\KFK[ RYFKT RPOY[",
    "L": "HYLFL[ RL[X[",
    "M": "F^JFJ[ RJFR[ RZFR[ RZFZ[",
    "N": "G]KFK[ RKFY[ RYFY[",
    "O": "G]PFNGLIKKJNJSKVLXNZP[T[VZXXYVZSZNYKXIVGTFPF",
    "P": "G\\KFK[ RKFTFWGXHYJYMXOWPTQKQ",
    "Q": "G]PFNGLIKKJNJSKVLXNZP[T[VZXXYVZSZNYKXIVGTFPF RSWY]",
    "R": "G\\KFK[ RKFTFWGXHYJYLXNWOTPKP RRPY[",
    "S": "H\\YIWGTFPFMGKIKKLMMNOOUQWRXSYUYXWZT[P[MZKX",
    "T": "JZRFR[ RKFYF",
    "U": "G]KFKULXNZQ[S[VZXXYUYF",
    "V": "I[JFR[ RZFR[",
    "W": "F^HFM[ RRFM[ RRFW[ R\\FW[",
    "X": "H\\KFY[ RYFK[",
    "Y": "I[JFRPR[ RZFRP",
    "Z": "H\\YFK[ RKFYF RK[Y[",
    "a": "I\\XMX[ RXPVNTMQMONMPLSLUMXOZQ[T[VZXX",
    "b": "H[LFL[ RLPNNPMSMUNWPXSXUWXUZS[P[NZLX",
    "c": "I[XPVNTMQMONMPLSLUMXOZQ[T[VZXX",
    "d": "I\\XFX[ RXPVNTMQMONMPLSLUMXOZQ[T[VZXX",
    "e": "I[LSXSXQWOVNTMQMONMPLSLUMXOZQ[T[VZXX",
    "f": "MYWFUFSGRJR[ ROMVM",
    "g": "I\\XMX]W`VaTbQbOa RXPVNTMQMONMPLSLUMXOZQ[T[VZXX",
    "h": "I\\MFM[ RMQPNRMUMWNXQX[",
    "i": "NVQFRGSFREQF RRMR[",
    "j": "MWRFSGTFSERF RSMS^RaPbNb",
    "k": "IZMFM[ RWMMW RQSX[",
    "l": "NVRFR[",
    "m": "CaGMG[ RGQJNLMOMQNRQR[ RRQUNWMZM\\N]Q][",
    "n": "I\\MMM[ RMQPNRMUMWNXQX[",
    "o": "I\\QMONMPLSLUMXOZQ[T[VZXXYUYSXPVNTMQM",
    "p": "H[LMLb RLPNNPMSMUNWPXSXUWXUZS[P[NZLX",
    "q": "I\\XMXb RXPVNTMQMONMPLSLUMXOZQ[T[VZXX",
    "r": "KXOMO[ ROSPPRNTMWM",
    "s": "J[XPWNTMQMNNMPNRPSUTWUXWXXWZT[Q[NZMX",
    "t": "MYRFRWSZU[W[ ROMVM",
    "u": "I\\MMMWNZP[S[UZXW RXMX[",
    "v": "JZLMR[ RXMR[",
    "w": "G]JMN[ RRMN[ RRMV[ RZMV[",
    "x": "J[MMX[ RXMM[",
    "y": "JZLMR[ RXMR[P_NaLbKb",
    "z": "J[XMM[ RMMXM RM[X[",
    "0": "H\\QFNGLJKOKRLWNZQ[S[VZXWYRYOXJVGSFQF",
    "1": "H\\NJPISFS[",
    "2": "H\\LKLJMHNGPFTFVGWHXJXLWNUQK[Y[",
    "3": "H\\MFXFRNUNWOXPYSYUXXVZS[P[MZLYKW",
    "4": "H\\UFKTZT RUFU[",
    "5": "H\\WFMFLOMNPMSMVNXPYSYUXXVZS[P[MZLYKW",
    "6": "H\\XIWGTFRFOGMJLOLTMXOZR[S[VZXXYUYTXQVOSNRNOOMQLT",
    "7": "H\\YFO[ RKFYF",
    "8": "H\\PFMGLILKMMONSOVPXRYTYWXYWZT[P[MZLYKWKTLRNPQOUNWMXKXIWGTFPF",
    "9": "H\\XMWPURRSQSNRLPKMKLLINGQFRFUGWIXMXRWWUZR[P[MZLX",
    ":": "NVROQPRQSPRO RRVQWRXSWRV",
    ";": "NVROQPRQSPRO RSWRXQWRVSWSYQ[",
    ",": "NVSWRXQWRVSWSYQ[",
    ".": "NVRVQWRXSWRV",
    "(": "KYVBTDRGPKOPOTPYR]T`Vb",
    ")": "KYNBPDRGTKUPUTTYR]P`Nb",
    "-": "E_IR[R",
    "+": "E_RIR[ RIR[R",
    "/": "G][BIb",
}
