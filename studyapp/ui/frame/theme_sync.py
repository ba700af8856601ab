"""Applies the learner's stored theme in every open tab when it is loaded or changed.

Only browser code can switch Reflex's colour mode, hence this component, which shows nothing.
"""

import reflex as rx
from reflex_base.utils.imports import ImportVar
from reflex_base.vars.base import VarData

from studyapp.ui.tasks.shell import ShellState


class ThemeSync(rx.Fragment):
    def add_hooks(self) -> list[str | rx.Var]:
        imports = {
            "$/utils/context": [ImportVar(tag="ColorModeContext")],
            "react": [ImportVar(tag="useContext"), ImportVar(tag="useEffect")],
        }
        context = rx.Var(
            "const { setColorMode: applyTheme } = useContext(ColorModeContext)", _var_data=VarData(imports=imports)
        )
        theme = str(ShellState.theme)
        effect = rx.Var(
            f"useEffect(() => {{ if ({theme}) applyTheme({theme}) }}, [{theme}])",
            _var_data=ShellState.theme._get_all_var_data(),  # noqa: SLF001  (what the hook reads)
        )
        return [context, effect]


theme_sync = ThemeSync.create
